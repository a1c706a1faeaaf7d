package io.statarb.quality;

/** A drawing in user units of one CSS pixel, put together shape by shape. */
final class Svg {
  private final int width;
  private final int height;
  private final String label;
  private final StringBuilder shapes = new StringBuilder();

  /**
   * An empty one.
   *
   * @param label what it shows, for those who do not see it
   */
  Svg(int width, int height, String label) {
    this.width = width;
    this.height = height;
    this.label = label;
  }

  /** Text without marks is taken literally. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  void text(int x, int y, String anchor, String text) {
    shapes.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
            .formatted(x, y, anchor, escaped(text)));
  }

  void box(int x, int y, int boxWidth, int boxHeight, String colour, String title) {
    shapes.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"><title>%s</title></rect>"
            .formatted(x, y, boxWidth, boxHeight, colour, escaped(title)));
  }

  /** Anything else. */
  void shape(String element) {
    shapes.append(element);
  }

  /** As wide as the page. */
  String asWideAsThePage() {
    return "<svg %s>%s</svg>".formatted(frame(), shapes);
  }

  /** In its own size; the page scrolls where that is too wide. */
  String inItsSize() {
    return "<div class=\"wide\"><svg style=\"width:%dpx\" %s>%s</svg></div>"
        .formatted(width, frame(), shapes);
  }

  private String frame() {
    return "viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\""
        .formatted(width, height, escaped(label));
  }
}
