package recipe4j.engine.winograd;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.layer.Tiling;

/** Transforms tiles of images to points. */
final class WinogradForward extends WinogradTileOperation {
  private final int side;
  private final int pointCount;

  WinogradForward(
      String name, WinogradImage pixels, Tiling tiling, WinogradTransform kind, memory points) {
    super(name, kind, pixels, tiling, points);
    this.side = kind.inputs();
    this.pointCount = kind.outputs() * kind.outputs();
  }

  @Override
  void transform(FloatBuffer from, FloatBuffer to, Part part) {
    for (int place = 0; place < side * side; place++) {
      int offset = pixels.offset(tiling, part.tile(), side, place);
      if (offset < 0) {
        Arrays.fill(transform.from(place), 0, part.n(), 0f);
      } else {
        from.get(offset + part.start(), transform.from(place), 0, part.n());
      }
    }
    transform.run(part.n());
    for (int i = 0; i < pointCount; i++) {
      to.put(part.point() + i * part.pointStep(), transform.to(i), 0, part.n());
    }
  }
}
