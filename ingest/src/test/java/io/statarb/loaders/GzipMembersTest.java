package io.statarb.loaders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

final class GzipMembersTest {
  private static final byte[] FIRST = text(1, 200_000);
  private static final byte[] SECOND = text(2, 70_000);

  @Test
  void shouldUnpackAllMembersWhenThereAreSeveral() throws IOException {
    assertArrayEquals(
        join(FIRST, new byte[0], SECOND),
        unpacked(join(gzip(FIRST), gzip(new byte[0]), gzip(SECOND))));
  }

  @Test
  void shouldEndWhenZerosFillUpTheFile() throws IOException {
    assertArrayEquals(FIRST, unpacked(join(gzip(FIRST), new byte[512])));
  }

  @Test
  void shouldRefuseWhenTheHeaderOfALaterMemberIsDamaged() {
    byte[] second = gzip(SECOND);
    second[1] ^= 1;

    ZipException refused =
        assertThrows(ZipException.class, () -> unpacked(join(gzip(FIRST), second)));

    assertEquals("behind gzip stream 1 are bytes of no other", refused.getMessage());
  }

  @Test
  void shouldRefuseWhenAnythingButZerosFollows() {
    byte[] one = gzip(FIRST);

    assertThrows(ZipException.class, () -> unpacked(join(one, new byte[] {'x'})));
    assertThrows(ZipException.class, () -> unpacked(join(one, new byte[40], one)));
  }

  @Test
  void shouldRefuseWhenCutAnywhere() {
    byte[] small = gzip(text(3, 300));

    for (int length = 0; length < small.length; length++) {
      byte[] cut = Arrays.copyOf(small, length);
      assertThrows(EOFException.class, () -> unpacked(cut), "length=" + length);
    }
  }

  @Test
  void shouldRefuseWhenTheChecksumIsWrong() {
    byte[] wrong = gzip(FIRST);
    wrong[wrong.length - 8] ^= 1;

    assertThrows(ZipException.class, () -> unpacked(wrong));
  }

  @Test
  void shouldSkipTheFieldsOfAHeader() throws IOException {
    byte[] plain = gzip(SECOND);
    byte[] head = Arrays.copyOf(plain, 10);
    head[3] = 2 | 4 | 8 | 16;
    byte[] fields = {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 'c', 0, 1, 2};

    assertArrayEquals(
        SECOND, unpacked(join(head, fields, Arrays.copyOfRange(plain, 10, plain.length))));
  }

  @Test
  void shouldTellNoEndWhenNothingIsAskedFor() throws IOException {
    try (GzipMembers in = new GzipMembers(new ByteArrayInputStream(gzip(FIRST)))) {
      assertEquals(0, in.read(new byte[0], 0, 0));
      assertEquals(FIRST[0], (byte) in.read());
      assertTrue(in.readAllBytes().length == FIRST.length - 1);
      assertEquals(-1, in.read());
    }
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GzipMembers in = new GzipMembers(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packer = new GZIPOutputStream(out)) {
      packer.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] text(long seed, int length) {
    byte[] text = new byte[length];
    Random random = new Random(seed);
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(16));
    }
    return text;
  }
}
