package io.statarb.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.offline.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;

/** What Parquet's own encoder wrote. */
final class RunLengthIdsTest {
  private static final int CASES = 2_000;

  private static ByteBuffer encoded(int width, int[] values) throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width, 16, 1 << 20, HeapByteBufferAllocator.getInstance())) {
      for (int value : values) {
        encoder.writeInt(value);
      }
      return ByteBuffer.wrap(encoder.toBytes().toInputStream().readAllBytes())
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static int[] drawn(SplittableRandom random, int width) {
    int[] values = new int[random.nextInt(200)];
    for (int i = 0; i < values.length; i++) {
      boolean again = i > 0 && random.nextInt(10) < 7;
      values[i] = again ? values[i - 1] : (int) (random.nextLong() & ((1L << width) - 1));
    }
    return values;
  }

  @Test
  void shouldReadWhatWasWrittenAtAnyWidth() throws IOException {
    SplittableRandom random = Seeds.random("RunLengthIdsTest");
    for (int c = 0; c < CASES; c++) {
      int width = c % 33;
      int[] values = drawn(random, width);
      ByteBuffer in = encoded(width, values);
      int[] read = new int[values.length];
      RunLengthIds.decode(in.duplicate().order(ByteOrder.LITTLE_ENDIAN), width, read, read.length);
      assertThat(read).as("width %d", width).isEqualTo(values);
      if (values.length > 0) {
        checkPick(in, width, values, random);
        boolean same = Arrays.stream(values).allMatch(value -> value == values[0]);
        boolean all = RunLengthIds.isAll(in, width, values[0], values.length);
        assertThat(!all || same).isTrue();
        assertThat(all || !same || values.length < Byte.SIZE).isTrue();
      }
    }
  }

  private static void checkPick(ByteBuffer in, int width, int[] values, SplittableRandom random) {
    int shift = random.nextInt(100) - 50;
    int[] places =
        random
            .ints(1 + random.nextInt(20), 0, values.length)
            .sorted()
            .map(i -> i + shift)
            .toArray();
    int from = random.nextInt(places.length);
    int[] picked = new int[places.length - from];
    RunLengthIds.pick(
        in.duplicate().order(ByteOrder.LITTLE_ENDIAN),
        width,
        places,
        from,
        places.length,
        shift,
        picked);
    int[] wanted =
        Arrays.stream(places, from, places.length).map(place -> values[place - shift]).toArray();
    assertThat(picked).as("width %d", width).isEqualTo(wanted);
  }

  @Test
  void shouldRefuseRunsWithoutValuesAndLengthsWithoutEnd() {
    for (byte[] bytes : new byte[][] {{0}, {1}, {-1, -1, -1, -1, -1, -1}}) {
      ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      assertThatThrownBy(() -> RunLengthIds.decode(in, 3, new int[4], 4))
          .isInstanceOf(ParquetDecodingException.class);
      ByteBuffer again = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      assertThatThrownBy(() -> RunLengthIds.pick(again, 3, new int[1], 0, 1, 0, new int[1]))
          .isInstanceOf(ParquetDecodingException.class);
    }
  }
}
