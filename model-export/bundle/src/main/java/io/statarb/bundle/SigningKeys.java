package io.statarb.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The Ed25519 keys that sign bundles: {@code signing-key.pem} (PKCS #8, mode 0600) and {@code
 * public-key.pem} (X.509). The private key is never printed.
 */
public final class SigningKeys {
  private static final String PRIVATE_FILE = "signing-key.pem";
  private static final String PUBLIC_FILE = "public-key.pem";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKeys(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * The development key of a folder, made at the first call. Who signs for production keeps the
   * private key elsewhere and gives the trading side the public one.
   *
   * @param keysFolder folder of the two files
   * @throws Refusal when others may read the private key or the two files do not belong together
   */
  public static SigningKeys developmentKey(Path keysFolder) {
    Path privateFile = keysFolder.resolve(PRIVATE_FILE);
    if (!Files.exists(privateFile)) {
      make(keysFolder);
    }
    checkMode(privateFile);
    try {
      PrivateKey privateKey =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(readPem(privateFile, "PRIVATE KEY")));
      SigningKeys keys = new SigningKeys(privateKey, publicKey(keysFolder));
      byte[] probe = "probe".getBytes(US_ASCII);
      if (!ManifestSignature.verifies(
          probe, ManifestSignature.sign(probe, privateKey), keys.publicKey)) {
        throw Refusal.data(
            "%s and %s are not one pair of keys".formatted(privateFile, PUBLIC_FILE));
      }
      return keys;
    } catch (GeneralSecurityException e) {
      throw Refusal.data("%s is not an Ed25519 key: %s".formatted(privateFile, e.getMessage()));
    }
  }

  /**
   * The public key alone: all that the trading side needs.
   *
   * @param keysFolder folder that holds {@code public-key.pem}
   * @throws Refusal when it is missing or no Ed25519 key
   */
  public static PublicKey publicKey(Path keysFolder) {
    Path file = keysFolder.resolve(PUBLIC_FILE);
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(readPem(file, "PUBLIC KEY")));
    } catch (GeneralSecurityException e) {
      throw Refusal.data("%s is not an Ed25519 key: %s".formatted(file, e.getMessage()));
    }
  }

  /** The private key. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /** The public key. */
  public PublicKey publicKey() {
    return publicKey;
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      // The public key first: where a private key is, its public one is too, whenever we die.
      AtomicFiles.write(
          folder.resolve(PUBLIC_FILE), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      Path target = folder.resolve(PRIVATE_FILE);
      AtomicFiles.removeLeftovers(target);
      Path beside = AtomicFiles.temporary(target);
      try (FileChannel channel =
          FileChannel.open(
              beside,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer content = ByteBuffer.wrap(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Invariant: every JDK makes Ed25519 keys", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkMode(Path file) {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      if (mode.stream().anyMatch(OTHERS::contains)) {
        throw Refusal.data(
            "%s may be read by others: mode=%s needed=rw-------"
                .formatted(file, PosixFilePermissions.toString(mode)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, body, label)
        .getBytes(US_ASCII);
  }

  private static byte[] readPem(Path file, String label) {
    try {
      String text = Files.readString(file, US_ASCII);
      String begin = "-----BEGIN " + label + "-----";
      String end = "-----END " + label + "-----";
      int from = text.indexOf(begin);
      int to = text.indexOf(end);
      if (from < 0 || to < from) {
        throw Refusal.data("%s holds no %s".formatted(file, label));
      }
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (NoSuchFileException e) {
      throw Refusal.data("%s is missing: a bundle cannot be checked without it".formatted(file));
    } catch (IllegalArgumentException e) {
      throw Refusal.data("%s is not Base64: %s".formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
