package io.statarb.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.offline.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;

final class DeltaLongsTest {
  private static final int CASES = 400;

  private static long[] numbers(SplittableRandom random) {
    long[] numbers = new long[random.nextInt(700)];
    int bits = random.nextInt(65);
    long value = random.nextLong();
    for (int i = 0; i < numbers.length; i++) {
      long step = bits == 0 ? 0 : random.nextLong() >>> (64 - bits);
      value = random.nextInt(50) == 0 ? random.nextLong() : value + step;
      numbers[i] = value;
    }
    return numbers;
  }

  private static ByteBuffer written(long[] numbers, SplittableRandom random) throws IOException {
    int pieces = 1 << random.nextInt(4);
    try (DeltaBinaryPackingValuesWriterForLong writer =
        new DeltaBinaryPackingValuesWriterForLong(
            32 * pieces * (1 + random.nextInt(3)),
            pieces,
            100,
            200,
            HeapByteBufferAllocator.getInstance())) {
      for (long number : numbers) {
        writer.writeLong(number);
      }
      return writer.getBytes().toByteBuffer(HeapByteBufferAllocator.getInstance(), _ -> {});
    }
  }

  @Test
  void shouldDecodeWhatParquetEncodes() throws IOException {
    SplittableRandom random = Seeds.random("DeltaLongsTest");
    for (int c = 0; c < CASES; c++) {
      long[] numbers = numbers(random);
      long[] decoded = new long[numbers.length];
      DeltaLongs.decode(written(numbers, random), decoded, numbers.length);
      assertThat(decoded).isEqualTo(numbers);
    }
  }

  @Test
  void shouldRefuseFewerValuesThanAPageHas() throws IOException {
    SplittableRandom random = Seeds.random("DeltaLongsTest fewer");
    ByteBuffer in = written(new long[] {1, 2, 3}, random);
    assertThatThrownBy(() -> DeltaLongs.decode(in, new long[4], 4))
        .isInstanceOf(ParquetDecodingException.class)
        .hasMessageContaining("3 values instead of 4");
  }

  @Test
  void shouldRefuseBytesThatAreNoBlocks() {
    byte[] bytes = new byte[40];
    Arrays.fill(bytes, (byte) 7);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    assertThatThrownBy(() -> DeltaLongs.decode(in, new long[4], 4))
        .isInstanceOf(ParquetDecodingException.class)
        .hasMessageContaining("blocks of 7 values in 7 pieces");
  }

  @Test
  void shouldRefuseAPageThatEndsWithinItsValues() throws IOException {
    SplittableRandom random = Seeds.random("DeltaLongsTest cut off");
    long[] numbers = random.longs(300).toArray();
    ByteBuffer in = written(numbers, random);
    in.limit(in.limit() / 2);
    assertThatThrownBy(() -> DeltaLongs.decode(in, new long[300], 300))
        .isInstanceOf(ParquetDecodingException.class)
        .hasMessageContaining("packed differences are cut off");
  }
}
