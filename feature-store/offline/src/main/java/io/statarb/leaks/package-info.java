/**
 * Looks for features that see the future. Rows are computed from all of the data and again from
 * data whose future was cut off, or became known one tick or one day later; a row before the cut
 * that changes has seen what was not known at its time. {@link io.statarb.leaks.KernelProbe} does
 * so for the kernels, {@link io.statarb.leaks.JoinProbe} for the point-in-time join that makes
 * training sets. Owns the perturbations and the planted leaks that prove that the probes see one;
 * defines no feature. To be called by commands and tests.
 *
 * <p>Times are UTC ns. Everything random comes from the seed that is given. One thread.
 */
@NullMarked
package io.statarb.leaks;

import org.jspecify.annotations.NullMarked;
