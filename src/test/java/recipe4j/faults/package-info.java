/**
 * Trainings that are killed, stopped and left without room, and must end as if nothing had been.
 */
package recipe4j.faults;
