package recipe4j.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;

/** Transforms the tiles of images to points: [points, tiles, values]. */
final class PixelsToPoints implements Operation {
  private final String name;
  private final PixelGrid pixels;
  private final Tiling tiling;
  private final memory points;
  private final int side;
  private final int pointCount;
  private final TileTransform transform;
  private FloatBuffer from;
  private FloatBuffer to;

  PixelsToPoints(
      String name, PixelGrid pixels, Tiling tiling, WinogradTransform kind, memory points) {
    this.name = name;
    this.pixels = pixels;
    this.tiling = tiling;
    this.points = points;
    this.side = kind.inputs();
    this.pointCount = kind.outputs() * kind.outputs();
    this.transform = new TileTransform(kind);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kernel() {
    return "java:winograd";
  }

  @Override
  public void run() {
    if (from == null) {
      from = pixels.open();
      to = PixelGrid.open(points);
    }
    for (int tile = 0; tile < tiling.count(); tile++) {
      for (int start = 0; start < pixels.values(); start += TileTransform.CHUNK) {
        run(tile, start, Math.min(TileTransform.CHUNK, pixels.values() - start));
      }
    }
  }

  private void run(int tile, int start, int n) {
    for (int place = 0; place < side * side; place++) {
      int offset = tiling.offset(pixels, tile, side, place);
      if (offset < 0) {
        Arrays.fill(transform.from(place), 0, n, 0f);
      } else {
        from.get(offset + start, transform.from(place), 0, n);
      }
    }
    transform.run(n);
    int pointStep = tiling.count() * pixels.values();
    int target = tile * pixels.values() + start;
    for (int point = 0; point < pointCount; point++) {
      to.put(point * pointStep + target, transform.to(point), 0, n);
    }
  }
}
