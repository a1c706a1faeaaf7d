package io.statarb.parquet;

import io.statarb.cli.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The library's codecs, asked only for pages of a size that a page may have: the room for a page is
 * taken before it is unpacked, by what its header says.
 */
final class BoundedCodecs implements CompressionCodecFactory {
  /** Pages have a megabyte; dictionaries and careless writers more. */
  private static final int MOST_PAGE_BYTES = 1 << 28;

  private final String source;
  private final CompressionCodecFactory codecs;

  /**
   * Wraps the codecs.
   *
   * @param source name of the file for refusals
   */
  BoundedCodecs(String source, CompressionCodecFactory codecs) {
    this.source = source;
    this.codecs = codecs;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new Bounded(source, codecs.getDecompressor(codec));
  }

  @Override
  public void release() {
    codecs.release();
  }

  private record Bounded(String source, BytesInputDecompressor codec)
      implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int sizeBytes) throws IOException {
      check(sizeBytes);
      return codec.decompress(bytes, sizeBytes);
    }

    @Override
    public void decompress(ByteBuffer from, int packedBytes, ByteBuffer to, int sizeBytes)
        throws IOException {
      check(sizeBytes);
      codec.decompress(from, packedBytes, to, sizeBytes);
    }

    private void check(int sizeBytes) {
      if (sizeBytes < 0 || sizeBytes > MOST_PAGE_BYTES) {
        throw Refusal.data(
            "%s has a page that unpacks to more than is allowed: bytes=%d limit=%d"
                .formatted(source, sizeBytes, MOST_PAGE_BYTES));
      }
    }

    @Override
    public void release() {
      codec.release();
    }
  }
}
