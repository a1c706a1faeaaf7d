/** Tests of the promotion gates. */
@NullMarked
package io.statarb.gates;

import org.jspecify.annotations.NullMarked;
