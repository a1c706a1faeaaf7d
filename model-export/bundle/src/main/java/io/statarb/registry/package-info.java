/**
 * The file registry: immutable bundle versions and the aliases champion, challenger and previous.
 *
 * <pre>
 * versions/SHA256/        a bundle, under the digest of its manifest; never changed
 * promotions/NNNNNN.json  each promotion and rollback with the verdict of every gate
 * aliases/NAME.json       {sha256, stage, promotion}: which version a name means now
 * </pre>
 *
 * <p>Readers need no lock: a file here appears whole or not at all, and the champion always names a
 * version that is there. Changes take the lock file {@code .lock}, so that several processes may
 * make them. A change writes its record first and then renames the champion's alias, which is the
 * moment it counts; the alias {@code previous} follows. The next change finishes what a crash left
 * undone after that moment and discards what never came to it.
 */
@NullMarked
package io.statarb.registry;

import org.jspecify.annotations.NullMarked;
