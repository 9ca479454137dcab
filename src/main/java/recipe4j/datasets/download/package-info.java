/**
 * Downloads files from mirrors, resumed after an interruption and verified by SHA-256. Open {@link
 * recipe4j.datasets.download.MirrorDownload} first; applications need only {@link
 * recipe4j.datasets.download.DownloadProgress}.
 */
@NullMarked
package recipe4j.datasets.download;

import org.jspecify.annotations.NullMarked;
