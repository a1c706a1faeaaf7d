/** Kill and resume, across processes and restarts. */
@NullMarked
package io.statarb.control;

import org.jspecify.annotations.NullMarked;
