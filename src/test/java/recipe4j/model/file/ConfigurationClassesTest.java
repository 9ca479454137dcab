package recipe4j.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.variational.ReconstructionDistribution;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.embeddings.EmbeddingInitializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import recipe4j.model.ModelFile;
import recipe4j.optimizer.OptimizerRule;

class ConfigurationClassesTest {
  /** What DL4J builds from the name of a class in a configuration. */
  private static final List<Class<?>> PARTS =
      List.of(
          Layer.class,
          IActivation.class,
          ILossFunction.class,
          ISchedule.class,
          IUpdater.class,
          OptimizerRule.class,
          Regularization.class,
          LayerConstraint.class,
          IWeightInit.class,
          IDropout.class,
          IWeightNoise.class,
          InputPreProcessor.class,
          ReconstructionDistribution.class,
          Distribution.class,
          InputType.class,
          EmbeddingInitializer.class);

  /** Why is said in the list. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "CapsuleLayer",
          "CapsuleStrengthLayer",
          "PrimaryCapsules",
          "LearnedSelfAttentionLayer",
          "RecurrentAttentionLayer",
          "SelfAttentionLayer",
          "LocallyConnected1D",
          "LocallyConnected2D",
          "Yolo2OutputLayer",
          "OCNNOutputLayer",
          "OCNNLossFunction",
          "ArrayEmbeddingInitializer",
          "WeightInitEmbedding",
          "LegacyDistributionHelper");

  @Test
  void areAllThatDl4jBringsButThoseLeftOut() throws Exception {
    Set<String> parts = new TreeSet<>();
    for (Class<?> known : List.of(MultiLayerConfiguration.class, IUpdater.class)) {
      parts.addAll(partsInJarOf(known));
    }
    assertThat(parts).hasSizeGreaterThan(150);
    Set<String> listed = new TreeSet<>(ConfigurationClasses.all());
    listed.removeIf(name -> name.startsWith("recipe4j."));
    assertThat(listed).isEqualTo(parts);
  }

  private static Set<String> partsInJarOf(Class<?> known) throws Exception {
    Path jar = Path.of(known.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> parts = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.matches(
            "org/(deeplearning4j/(nn|preprocessors)|nd4j/linalg/(activations|learning|lossfunctions|schedule))/.*\\.class")) {
          Class<?> type = load(name.substring(0, name.length() - 6).replace('/', '.'));
          if (isPart(type) && !LEFT_OUT.contains(type.getSimpleName())) {
            parts.add(type.getName());
          }
        }
      }
    }
    return parts;
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, ConfigurationClassesTest.class.getClassLoader());
  }

  private static boolean isPart(Class<?> type) {
    return !type.isInterface()
        && !Modifier.isAbstract(type.getModifiers())
        && !type.isAnonymousClass()
        && PARTS.stream().anyMatch(part -> part.isAssignableFrom(type));
  }

  @Test
  void areThere() throws IOException, ClassNotFoundException {
    for (String name : ConfigurationClasses.all()) {
      Class<?> type = load(name);
      assertThat(PARTS).as(name).anyMatch(part -> part.isAssignableFrom(type));
    }
  }

  @Test
  void haveAllOfOurParts() throws Exception {
    Path classes =
        Path.of(ModelFile.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> ours = new TreeSet<>();
    try (var files = java.nio.file.Files.walk(classes.resolve("recipe4j"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.');
        Class<?> type = load(name.substring(0, name.length() - 6));
        if (isPart(type)) {
          ours.add(type.getName());
        }
      }
    }
    Set<String> neverSaved =
        Set.of(
            "recipe4j.engine.activation.StableActivation",
            "recipe4j.engine.loss.StableLoss",
            "recipe4j.engine.loss.WeightedLoss",
            "recipe4j.layer.Elementwise",
            "recipe4j.layer.PixelMap");
    assertThat(neverSaved).isSubsetOf(ours).noneMatch(ConfigurationClasses::isKnown);
    ours.removeAll(neverSaved);
    assertThat(ours).isNotEmpty().allMatch(ConfigurationClasses::isKnown);
  }
}
