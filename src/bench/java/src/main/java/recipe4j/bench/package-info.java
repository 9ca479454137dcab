/** The benchmark's peers that run on the JVM, each a process that works on command. */
package recipe4j.bench;
