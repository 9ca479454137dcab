/**
 * Charts, drawn once and written as SVG, whose colours follow the reader's light or dark scheme, as
 * PNG, or as text. Open {@link recipe4j.chart.EpochCharts} first: it draws loss and accuracy over
 * the epochs.
 *
 * <p>A {@link recipe4j.chart.Canvas} collects {@link recipe4j.chart.Mark}s into a {@link
 * recipe4j.chart.Drawing}; {@link recipe4j.chart.Svg} and {@link recipe4j.chart.Png} write it:
 *
 * <pre>{@code
 * Canvas canvas = new Canvas(200, 100);
 * canvas.line(10, 90, 190, 10, LineStyle.of(Palette.TRAIN));
 * String svg = Svg.file(canvas.drawing(), "A line", "It rises.");
 * byte[] png = Png.of(canvas.drawing(), "A line");
 * }</pre>
 *
 * <p>A plotting library would serve the PNG, but not an SVG within a page: there the colours come
 * from the page's style, the text stays text, and the width follows the window.
 */
@NullMarked
package recipe4j.chart;

import org.jspecify.annotations.NullMarked;
