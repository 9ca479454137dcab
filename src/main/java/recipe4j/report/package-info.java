/**
 * The pages and figures of a run. {@link recipe4j.report.RunReport} writes a run folder after a
 * {@code fit}; {@link recipe4j.report.ReportPage} and {@link recipe4j.report.ComparisonPage} make
 * the pages from what {@link recipe4j.run.RunFolder} reads. A page is one file of HTML without
 * scripts: it asks the network for nothing.
 */
@NullMarked
package recipe4j.report;

import org.jspecify.annotations.NullMarked;
