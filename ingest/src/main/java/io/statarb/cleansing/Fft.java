package io.statarb.cleansing;

/**
 * Fast Fourier transform of complex numbers, radix 2, in place: J. W. Cooley and J. W. Tukey, "An
 * algorithm for the machine calculation of complex Fourier series", 1965. Stateless.
 */
final class Fft {
  private Fft() {}

  /** The least power of two that is not below a length. */
  static int lengthFor(long length) {
    int n = 1;
    while (n < length) {
      n = Math.multiplyExact(n, 2);
    }
    return n;
  }

  /**
   * Transforms.
   *
   * @param re real parts; the length is a power of two
   * @param im imaginary parts
   * @param inverse whether back; the result is then divided by the length
   */
  static void transform(double[] re, double[] im, boolean inverse) {
    int n = re.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
    double[] cos = new double[n / 2];
    double[] sin = new double[n / 2];
    for (int k = 0; k < n / 2; k++) {
      double angle = 2 * Math.PI * k / n;
      cos[k] = StrictMath.cos(angle);
      sin[k] = inverse ? StrictMath.sin(angle) : -StrictMath.sin(angle);
    }
    for (int size = 2; size <= n; size <<= 1) {
      int half = size >> 1;
      int step = n / size;
      for (int start = 0; start < n; start += size) {
        for (int k = 0, t = 0; k < half; k++, t += step) {
          int low = start + k;
          int high = low + half;
          double r = re[high] * cos[t] - im[high] * sin[t];
          double i = re[high] * sin[t] + im[high] * cos[t];
          re[high] = re[low] - r;
          im[high] = im[low] - i;
          re[low] += r;
          im[low] += i;
        }
      }
    }
    if (inverse) {
      for (int i = 0; i < n; i++) {
        re[i] /= n;
        im[i] /= n;
      }
    }
  }

  private static void swap(double[] x, int i, int j) {
    double kept = x[i];
    x[i] = x[j];
    x[j] = kept;
  }
}
