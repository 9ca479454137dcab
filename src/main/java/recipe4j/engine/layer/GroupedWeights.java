package recipe4j.engine.layer;

import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.NativeOperation;

/**
 * The weights of a convolution whose channels have groups, in DL4J's order, among those of one
 * whose filters look at all channels, [filters, inputs, height, width].
 */
final class GroupedWeights {
  private final int[] own;
  private final int[] whole;

  /** For one layer. */
  GroupedWeights(LayerSpec.Convolution spec) {
    long[] dims = spec.weightDims();
    long[] strides = spec.groups().strides();
    int count = (int) (dims[0] * dims[1] * dims[2] * dims[3] * dims[4]);
    own = new int[count];
    whole = new int[count];
    long[] at = new long[dims.length];
    for (int i = 0; i < count; i++) {
      long rest = i;
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        at[axis] = rest % dims[axis];
        rest /= dims[axis];
        own[i] += (int) (at[axis] * strides[axis]);
      }
      long filter = at[0] * dims[1] + at[1];
      long input = at[0] * dims[2] + at[2];
      whole[i] = (int) (((filter * spec.inputs() + input) * dims[3] + at[3]) * dims[4] + at[4]);
    }
  }

  /** That of DL4J's array. */
  Layout layout() {
    return Layouts.plain(own.length);
  }

  /** Copies from DL4J's order, with zeros elsewhere. */
  Operation spread(String name, Data from, Data to) {
    return move(name, from, own, to, whole);
  }

  /** Copies to DL4J's order. */
  Operation gather(String name, Data from, Data to) {
    return move(name, from, whole, to, own);
  }

  private static Operation move(String name, Data from, int[] source, Data to, int[] target) {
    return new NativeOperation(
        name,
        at -> {
          float[] given = new float[(int) from.layout().length()];
          float[] result = new float[(int) to.layout().length()];
          from.values().get(given);
          for (int i = 0; i < source.length; i++) {
            result[target[i]] = given[source[i]];
          }
          to.values().put(result);
        });
  }
}
