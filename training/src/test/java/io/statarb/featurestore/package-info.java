/** Tests of the commands of the feature store, on the shipped samples. */
@NullMarked
package io.statarb.featurestore;

import org.jspecify.annotations.NullMarked;
