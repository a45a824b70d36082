using KubeDaq.Api.Meta;

namespace KubeDaq.Cli.Rendering;

/// <summary>How long something lasts, in kubectl's short form.</summary>
internal static class Age
{
    public static string Since(DateTimeOffset? start, DateTimeOffset now) => start is null ? Cell.Nothing : Of(now - start.Value);

    public static string Of(TimeSpan time) => ShortTime.Of(time);
}
