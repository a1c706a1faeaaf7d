/** Smile models to ONNX, with a certificate of parity. */
@NullMarked
package io.statarb.export;

import org.jspecify.annotations.NullMarked;
