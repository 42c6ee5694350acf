/** Queries of CloudWatch Logs Insights: the language and its execution. */
package dev.brume.logs.insights;
