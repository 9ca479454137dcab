package recipe4j.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;
import recipe4j.io.UntrustedText;
import recipe4j.model.file.ConfigurationClasses;
import recipe4j.model.file.ConfigurationJson;
import recipe4j.model.file.ConfigurationSizes;

/** A model's configuration, as if its parameters were there. */
public final class ConfigurationFuzz implements FuzzTarget {
  private static final long MOST = 100_000;

  @Override
  public boolean take(byte[] input) {
    return Fuzzed.take(
        () -> {
          MultiLayerConfiguration configuration = ConfigurationJson.read(input);
          if (ConfigurationSizes.parameters(configuration) <= MOST) {
            try {
              SmallModels.network(configuration).getUpdater();
            } catch (RuntimeException e) {
              throw new IOException(UntrustedText.sentence(e.getMessage()), e); // as ModelFile does
            }
          }
        });
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(SmallModels.convolutional(), SmallModels.dense())
        .map(conf -> SmallModels.compact(conf).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    List<String> words = new ArrayList<>(ConfigurationClasses.all());
    words.addAll(List.of("\"@class\":", "\"type\":", "\"nIn\":", "\"nOut\":", "jaz.Zer", "null"));
    return words;
  }
}
