/**
 * The report as one self-contained HTML page: markup, style, script and charts in a single file
 * that needs no network.
 *
 * <p>Every section is a class that turns part of a {@link io.statarb.report.Report} into {@link
 * io.statarb.report.page.Html}; text becomes markup only by {@link
 * io.statarb.report.page.Html#text}, which escapes it. The markup is well-formed XML but for the
 * contents of script and style. Money is shown in units of the strategy's currency, signed so that
 * + is a gain; times are UTC. Everything here is pure and may be called by any thread.
 */
@NullMarked
package io.statarb.report.page;

import org.jspecify.annotations.NullMarked;
