/** Filter patterns of CloudWatch Logs: terms, JSON, columns and regular expressions. */
package dev.brume.logs.pattern;
