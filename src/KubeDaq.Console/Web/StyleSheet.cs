using System.Security.Cryptography;

namespace KubeDaq.Console.Web;

/// <summary>The style sheet, which is in the program.</summary>
internal static class StyleSheet
{
    private static readonly byte[] Text = Read();

    /// <summary>Its address, which changes with it.</summary>
    public static string Address { get; } = $"/console.css?v={Convert.ToHexStringLower(SHA256.HashData(Text))[..12]}";

    /// <summary>Sends it, to be kept.</summary>
    public static IResult Send(HttpContext context)
    {
        context.Response.Headers.Remove("Pragma");
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(Text, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("console.css")!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
