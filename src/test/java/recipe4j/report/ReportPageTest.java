package recipe4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import recipe4j.regression.LossCurve;
import recipe4j.run.DrawnRun;
import recipe4j.run.Run;
import recipe4j.run.RunFacts;
import recipe4j.run.RunFolder;

/** Pages of one run and of several, without a browser. */
class ReportPageTest {
  private static final String ONE = ReportPage.html(DrawnRun.named("first"));
  private static final String TWO =
      ComparisonPage.html(
          List.of(
              DrawnRun.named("first"),
              new Run(
                  "second",
                  DrawnRun.facts(Map.of("epochs", 10, "seed", 2, "run", "runs/second")),
                  DrawnRun.curve(),
                  Optional.empty())));

  @Test
  void needNoNetworkAndNoScript() {
    for (String html : List.of(ONE, TWO)) {
      assertThat(html)
          .doesNotContainIgnoringCase("http://", "https://", "<script", "@import", "url(", "src=");
      Document page = Jsoup.parse(html);
      assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
          .startsWith("default-src 'none'");
      assertThat(page.select("[href]").eachAttr("href"))
          .allMatch(
              target ->
                  target.startsWith("data:") || target.matches("[a-z]+\\.(zip|json|csv)|plots/"));
    }
  }

  @Test
  void everyFigureHasWordsAndATable() {
    for (String html : List.of(ONE, TWO)) {
      Document page = Jsoup.parse(html);
      assertThat(page.select("figure")).isNotEmpty();
      for (Element svg : page.select("svg")) {
        assertThat(svg.attr("role")).isEqualTo("img");
        for (String id : svg.attr("aria-labelledby").split(" ", -1)) {
          assertThat(page.getElementById(id).text()).as(id).isNotBlank();
        }
      }
      for (Element figure : page.select("figure")) {
        assertThat(figure.select("h3").text()).isNotBlank();
        assertThat(figure.select("table tbody tr")).as(figure.id()).isNotEmpty();
      }
      assertThat(page.select("img:not([alt])")).isEmpty();
    }
  }

  @Test
  void areWellFormedForAssistiveTechnology() {
    for (String html : List.of(ONE, TWO)) {
      Document page = Jsoup.parse(html);
      assertThat(page.select("html").attr("lang")).isEqualTo("en");
      assertThat(page.title()).contains("recipe4j");
      assertThat(page.select("h1")).hasSize(1);
      Set<String> ids = new HashSet<>();
      page.select("[id]").eachAttr("id").forEach(id -> assertThat(ids.add(id)).as(id).isTrue());
      int before = 0;
      for (Element heading : page.select("h1,h2,h3")) {
        int level = heading.normalName().charAt(1) - '0';
        assertThat(level).as(heading.text()).isLessThanOrEqualTo(before + 1);
        before = level;
      }
      assertThat(page.select("table th:not([scope])")).isEmpty();
      assertThat(page.select("table:not(:has(caption))")).isEmpty();
    }
  }

  @Test
  void showsAllFiguresOfTheRun() {
    Document page = Jsoup.parse(ONE);
    assertThat(page.select("figure").eachAttr("id"))
        .containsExactlyInAnyOrderElementsOf(RunFolder.FIGURES);
    assertThat(page.select(".tiles").text())
        .contains("Test accuracy 90.00%", "Best epoch 8 of 10", "Training time 1 min 15 s");
    assertThat(page.select("#loss figcaption").text())
        .contains("from epoch 7 on it is 1e-4", "val_loss is least in epoch 8, 0.1000");
    assertThat(page.select("#loss svg.wide text").eachText())
        .contains("best: epoch 8, 0.1000", "learning rate", "1e-3", "1e-4");
    assertThat(page.select("#mistakes svg image")).hasSize(12);
    assertThat(page.select("#entropy svg.wide image")).hasSize(10);
    assertThat(page.select("#origin ~ *").text()).contains("epochs 10", "00ff", "threads 2");
  }

  @Test
  void valuesAreEscaped() {
    String evil = "\"><img src=x onerror=alert(1)>&'";
    Run run =
        new Run(
            evil,
            new RunFacts(
                RunFacts.FORMAT,
                evil,
                Map.of(evil, evil),
                Map.of("recipe4j", evil),
                Map.of(evil, List.of(evil)),
                Map.of("name", evil, "sha256", Map.of(evil, evil)),
                Map.of(),
                Map.of("diagnosis", evil, "not_assessed", evil)),
            DrawnRun.curve(),
            Optional.empty());
    for (String html : List.of(ReportPage.html(run), ComparisonPage.html(List.of(run, run)))) {
      Document page = Jsoup.parse(html);
      assertThat(page.select("img,[onerror]")).isEmpty();
      assertThat(page.title()).contains("recipe4j");
      assertThat(page.text()).contains(evil);
    }
  }

  @Test
  void aRunThatDivergedStillHasAPage() {
    double[] nan = {Double.NaN, Double.NaN};
    Run run =
        new Run(
            "diverged",
            DrawnRun.facts(Map.of()),
            LossCurve.of(0, Map.of("loss", nan, "val_loss", nan, "accuracy", new double[2])),
            Optional.empty());
    Document page = Jsoup.parse(ReportPage.html(run));
    assertThat(page.select("#loss tbody tr")).hasSize(2);
    assertThat(page.select("#loss svg.wide polyline.s-train")).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void comparesOnTheSameAxes() {
    Document page = Jsoup.parse(TWO);
    assertThat(page.select("figure").eachAttr("id"))
        .containsExactly("loss", "val-loss", "accuracy", "val-accuracy");
    assertThat(ticks(page, "loss")).isEqualTo(ticks(page, "val-loss"));
    assertThat(page.select("header tbody tr")).hasSize(2);
    assertThat(page.select("#options ~ * th[scope=row]").eachText()).containsExactly("seed");
    Run same = DrawnRun.named("same");
    assertThat(ComparisonPage.html(List.of(same, same)))
        .contains("All options are the same.", "same (2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComparisonPage.html(List.of(same)))
        .withMessage("a comparison needs at least 2 runs, found 1");
  }

  @Test
  void showsTheOptionsThatMayChangeAResult() {
    Map<String, Object> options =
        Map.of("seed", 2, "data", "here", "checkpoint", "a.zip", "cache", "a", "loss-every", 1);
    Run other = new Run("other", DrawnRun.facts(options), DrawnRun.curve(), Optional.empty());
    Document page = Jsoup.parse(ComparisonPage.html(List.of(DrawnRun.named("one"), other)));
    assertThat(page.select("section:has(#options) tbody th").eachText())
        .containsExactlyInAnyOrder("epochs", "seed", "data");
  }

  private static List<String> ticks(Document page, String figure) {
    return page.select("#" + figure + " svg text[text-anchor=end]").eachText();
  }
}
