using System.Globalization;
using KubeDaq.Sandbox.Http.Seams;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Logs;

/// <summary>Which part of a log is asked for, and how.</summary>
internal sealed record LogQuery
{
    /// <summary>The container; null for the only one.</summary>
    public string? Container { get; init; }

    /// <summary>Whether to go on with what comes.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether the run before the newest is meant.</summary>
    public bool Previous { get; init; }

    /// <summary>Whether each line has its time in front.</summary>
    public bool Timestamps { get; init; }

    /// <summary>How many of the last lines; null for all.</summary>
    public int? TailLines { get; init; }

    /// <summary>From when on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many bytes at most; null for all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Reads the options of a request.</summary>
    /// <exception cref="StatusException">One cannot be read.</exception>
    public static LogQuery Parse(IQueryCollection query, DateTimeOffset now) => new()
    {
        Container = query["container"] is [{ Length: > 0 } name, ..] ? name : null,
        Follow = Flag(query, "follow"),
        Previous = Flag(query, "previous"),
        Timestamps = Flag(query, "timestamps"),
        TailLines = (int?)Number(query, "tailLines", 0),
        LimitBytes = Number(query, "limitBytes", 1),
        Since = Number(query, "sinceSeconds", 1) is { } seconds ? now.AddSeconds(-seconds) : Time(query),
    };

    private static bool Flag(IQueryCollection query, string name) => query[name] is [{ } text, ..] && text is not ("false" or "0");

    private static long? Number(IQueryCollection query, string name, long least)
    {
        if (query[name] is not [{ Length: > 0 } text, ..])
            return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw StatusException.BadRequest($"invalid value \"{text}\" of {name}: write a whole number");
        return number >= least ? number
            : throw StatusException.Invalid(new("", "PodLogOptions"), "", [Cause.InvalidValue(name, number, least == 0 ? "must be greater than or equal to 0" : "must be greater than 0")]);
    }

    private static DateTimeOffset? Time(IQueryCollection query)
    {
        if (query["sinceTime"] is not [{ Length: > 0 } text, ..])
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time
            : throw StatusException.BadRequest($"invalid value \"{text}\" of sinceTime: write a time such as 2026-11-24T07:00:00Z");
    }
}
