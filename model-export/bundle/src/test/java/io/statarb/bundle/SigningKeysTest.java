package io.statarb.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningKeysTest {
  @TempDir private Path temp;

  @Test
  void shouldMakeKeyOnceAndForTheOwnerAlone() throws IOException {
    SigningKeys first = SigningKeys.developmentKey(temp.resolve("keys"));
    SigningKeys again = SigningKeys.developmentKey(temp.resolve("keys"));

    assertThat(again.publicKey()).isEqualTo(first.publicKey());
    assertThat(SigningKeys.publicKey(temp.resolve("keys"))).isEqualTo(first.publicKey());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(temp.resolve("keys/signing-key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldRefuseWhenOthersMayReadTheKey() throws IOException {
    SigningKeys.developmentKey(temp);
    for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Files.setPosixFilePermissions(
          temp.resolve("signing-key.pem"), PosixFilePermissions.fromString(mode));
      assertThatThrownBy(() -> SigningKeys.developmentKey(temp))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("may be read by others: mode=" + mode);
    }
  }

  @Test
  void shouldRefuseWhenKeysAreOfTwoPairs() throws IOException {
    SigningKeys.developmentKey(temp.resolve("one"));
    SigningKeys.developmentKey(temp.resolve("two"));
    Files.copy(
        temp.resolve("one/public-key.pem"),
        temp.resolve("two/public-key.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> SigningKeys.developmentKey(temp.resolve("two")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("are not one pair of keys");
  }

  @Test
  void shouldRefuseWhenPublicKeyIsMissingOrNoKey() throws IOException {
    assertThatThrownBy(() -> SigningKeys.publicKey(temp))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("public-key.pem is missing");
    Files.writeString(temp.resolve("public-key.pem"), "nothing");
    assertThatThrownBy(() -> SigningKeys.publicKey(temp))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("holds no PUBLIC KEY");
    Files.writeString(
        temp.resolve("public-key.pem"),
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    assertThatThrownBy(() -> SigningKeys.publicKey(temp))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not an Ed25519 key");
  }

  @Test
  void shouldMakeKeyAnewWhenOnlyThePublicOneWasWritten() throws IOException {
    SigningKeys.developmentKey(temp);
    Files.delete(temp.resolve("signing-key.pem"));
    SigningKeys keys = SigningKeys.developmentKey(temp);
    assertThat(SigningKeys.publicKey(temp)).isEqualTo(keys.publicKey());
  }

  @Test
  void shouldNotVerifyWhenBytesWereSignedAsSomethingElse() throws Exception {
    SigningKeys keys = SigningKeys.developmentKey(temp);
    byte[] manifest = "{}".getBytes(StandardCharsets.UTF_8);
    java.security.Signature plain = java.security.Signature.getInstance("Ed25519");
    plain.initSign(keys.privateKey());
    plain.update(manifest);
    byte[] file = java.util.Base64.getEncoder().encode(plain.sign());

    assertThat(ManifestSignature.verifies(manifest, file, keys.publicKey())).isFalse();
    assertThat(
            ManifestSignature.verifies(
                manifest, ManifestSignature.sign(manifest, keys.privateKey()), keys.publicKey()))
        .isTrue();
  }
}
