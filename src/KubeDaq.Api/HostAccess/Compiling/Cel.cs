using System.Globalization;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>Pieces of the Common Expression Language (https://kubernetes.io/docs/reference/using-api/cel/), as of Kubernetes 1.30.</summary>
internal static class Cel
{
    /// <summary>A string literal.</summary>
    public static string Text(string value) =>
        $"'{string.Concat(value.Select(c => c is '\'' or '\\' ? $"\\{c}" : char.IsControl(c) ? Escape(c) : c.ToString()))}'";

    /// <summary>A list of string literals.</summary>
    public static string Texts(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Text))}]";

    /// <summary>Something or nothing, as a list.</summary>
    public static string When(string condition, string item) => Lists(condition, $"[{item}]");

    /// <summary>Lists, or nothing.</summary>
    public static string Lists(string condition, string lists) => $"({condition} ? {lists} : [])";

    /// <summary>Lists one after the other.</summary>
    public static string Join(params IEnumerable<string> lists) => string.Join(" + ", lists);

    /// <summary>A part of a pod that takes something, with what it takes.</summary>
    public static string Row(string place, string needs) => $"{{'at': dyn({place}), 'needs': dyn({needs})}}";

    private static string Escape(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);
}
