/** Queries of CloudWatch Logs Insights: their language, and how they are run. */
package dev.brume.logs.insights;
