package recipe4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import recipe4j.layer.RandomTransform.Fill;

/** Augmentation: moved images are Keras's, draws lie where its settings say and can be repeated. */
class RandomTransformTest {
  private static final int DRAWS = 2000;

  /** Moves by a given map. */
  @SuppressWarnings("serial") // never saved
  private static final class Moved extends RandomTransform {
    private final double[] map;

    Moved(Fill fill, boolean bilinear, double... map) {
      super(fill, 0.5, bilinear);
      this.map = map;
    }

    @Override
    public String kerasClass() {
      return "Moved";
    }

    @Override
    public java.util.Map<String, Object> kerasConfig() {
      return java.util.Map.of();
    }

    @Override
    double[] draw(Example example, int height, int width) {
      return map;
    }
  }

  /** Written by src/test/keras/layers.py with Keras on TensorFlow. */
  @Test
  void movedImagesAreThoseOfKeras() throws Exception {
    JsonNode known;
    try (InputStream in = RandomTransformTest.class.getResourceAsStream("affine.json")) {
      known = new ObjectMapper().readTree(in);
    }
    float[] image = floats(known.path("image"));
    int cases = 0;
    for (JsonNode one : known.path("cases")) {
      double[] map = new double[6];
      for (int i = 0; i < map.length; i++) {
        map[i] = one.path("map").get(i).asDouble();
      }
      Fill fill = Fill.valueOf(one.path("fill").asText().toUpperCase(Locale.ROOT));
      Moved layer = new Moved(fill, one.path("bilinear").asBoolean(), map);
      Example example = new Example(layer, 2, 5, 7);
      example.mode(true, 0);
      System.arraycopy(image, 0, example.input(), 0, image.length);
      layer.forward(example);
      assertThat(example.output())
          .as("%s", one)
          .containsExactly(floats(one.path("out")), within(1e-5f));
      cases++;
    }
    assertThat(cases).isEqualTo(32);
  }

  private static float[] floats(JsonNode list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i).asDouble();
    }
    return values;
  }

  private static double[] draw(RandomTransform layer, int number) {
    Example example = new Example(layer, 1, 9, 5);
    example.mode(true, Example.mix(3, number));
    return layer.draw(example, 9, 5);
  }

  @Test
  void drawsLieWithinTheSettingsAndFillThem() {
    RandomRotation rotation = new RandomRotation(-0.1, 0.2, Fill.REFLECT, 0, true);
    RandomTranslation shift =
        new RandomTranslation(List.of(-0.5, 0.0), List.of(0.0, 1.0), Fill.REFLECT, 0, true);
    RandomZoom zoom = new RandomZoom(List.of(-0.5, 0.5), List.of(), Fill.REFLECT, 0, true);
    double least = 9;
    double most = -9;
    for (int i = 0; i < DRAWS; i++) {
      double[] map = draw(rotation, i);
      double turns = Math.atan2(map[3], map[0]) / (2 * Math.PI);
      least = Math.min(least, turns);
      most = Math.max(most, turns);
      assertThat(draw(shift, i)[2]).isBetween(-5.0, 0.0); // of the width, to the right
      assertThat(draw(shift, i)[5]).isBetween(0.0, 4.5); // of the height, up
      assertThat(draw(zoom, i)[0]).isBetween(0.5, 1.5).isEqualTo(draw(zoom, i)[4]);
    }
    assertThat(least).isBetween(-0.1, -0.099);
    assertThat(most).isBetween(0.199, 0.2);
  }

  @Test
  void aboutHalfOfTheImagesAreFlippedAndTheSameOnesEachTime() {
    RandomFlip flip = new RandomFlip(true, false);
    int flipped = 0;
    for (int i = 0; i < DRAWS; i++) {
      double[] map = draw(flip, i);
      flipped += map == null ? 0 : 1;
      assertThat(draw(flip, i)).isEqualTo(map);
    }
    assertThat(flipped).isBetween(900, 1100);
  }

  @Test
  void nothingMovesOutsideTraining() {
    RandomRotation rotation = new RandomRotation(0.2, 0.2, Fill.REFLECT, 0, true);
    Example example = new Example(rotation, 1, 2, 2);
    example.input()[1] = 3;
    example.mode(false, 5);
    rotation.forward(example);
    assertThat(example.output()).isEqualTo(example.input());
    example.mode(true, 5);
    rotation.forward(example);
    assertThat(example.output()).isNotEqualTo(example.input());
  }
}
