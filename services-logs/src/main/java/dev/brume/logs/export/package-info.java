/** Export tasks: the events of a log group as objects of a bucket. */
package dev.brume.logs.export;
