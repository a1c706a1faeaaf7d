package io.statarb.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

/**
 * Ed25519 over the exact bytes of a manifest, prefixed with what they are, as in the
 * pre-authentication encoding of DSSE 1.0 (Secure Systems Lab, "Dead Simple Signing Envelope"):
 *
 * <pre>"DSSEv1" SP length(type) SP type SP length(body) SP body</pre>
 *
 * <p>The prefix keeps a signature on something else of equal bytes from counting here.
 */
final class ManifestSignature {
  private static final String TYPE = "application/vnd.statarb.bundle-manifest.v1+json";
  private static final int SIGNATURE_BYTES = 64;

  private ManifestSignature() {}

  /** The content of {@code manifest.sig}: the signature in Base64, one line. */
  static byte[] sign(byte[] manifest, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(encoded(manifest));
      String text = Base64.getEncoder().encodeToString(signature.sign());
      return (text + "\n").getBytes(US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Invariant: an Ed25519 key signs", e);
    }
  }

  /** Whether {@code signatureFile} is a signature of these very bytes by the owner of the key. */
  static boolean verifies(byte[] manifest, byte[] signatureFile, PublicKey key) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(new String(signatureFile, US_ASCII).stripTrailing());
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (bytes.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(encoded(manifest));
      return signature.verify(bytes);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Invariant: every JDK verifies Ed25519", e);
    }
  }

  private static byte[] encoded(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 128);
    // Joined by hand: a format would use the digits of the machine's language.
    String prefix = "DSSEv1 " + TYPE.length() + " " + TYPE + " " + body.length + " ";
    out.writeBytes(prefix.getBytes(US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
