/**
 * The settings of a strategy: one immutable record per component, validated once.
 *
 * <p>Precedence: defaults, strategy file, environment {@code STATARB_...}, {@code --set key=value}.
 * The records carry no meaning of their own; each component documents what it does with its record.
 * Units are in the names.
 */
@NullMarked
package io.statarb.settings;

import org.jspecify.annotations.NullMarked;
