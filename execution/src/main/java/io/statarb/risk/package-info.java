/** The gate before every order; it fails closed. */
@NullMarked
package io.statarb.risk;

import org.jspecify.annotations.NullMarked;
