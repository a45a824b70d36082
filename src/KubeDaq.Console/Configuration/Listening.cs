using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;

namespace KubeDaq.Console.Configuration;

/// <summary>Where to listen, and that nobody else can listen in.</summary>
internal static class Listening
{
    /// <summary>Where a console listens that is not told.</summary>
    public static ListenAddress Default { get; } = new(IPAddress.Loopback, 8088);

    /// <summary>The field <c>listen</c>.</summary>
    public static ListenAddress Read(SiteFields top, JsonObject fields)
    {
        if (!fields.ContainsKey("listen"))
            return Default;
        var text = top.Text("listen");
        if (text is not null && Parse(text) is { } address)
            return address;
        top.Wrong("listen", $"\"{text}\" is no address and port", "write it as 0.0.0.0:8443, 127.0.0.1:8088 or [::]:8443");
        return Default;
    }

    /// <summary>Such as <c>0.0.0.0:8443</c>; null for what is none.</summary>
    public static ListenAddress? Parse(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && IPAddress.TryParse(text[..colon], out var address) && ushort.TryParse(text[(colon + 1)..], out var port) ? new(address, port) : null;

    /// <summary>Without TLS only on this machine, and only where somebody said so.</summary>
    public static void Check(SiteFields top, ListenAddress listen, TlsFiles? tls, JsonObject fields)
    {
        var insecure = fields["insecureHttp"]?.GetValueKind() == JsonValueKind.True;
        if (fields.ContainsKey("insecureHttp") && fields["insecureHttp"]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            top.Wrong("insecureHttp", "is neither true nor false", "write true for plain HTTP on this machine");
        if (tls is null && !fields.ContainsKey("tls") && !insecure)
            top.Wrong("tls", "is missing", "name certificate and key, or say 'insecureHttp: true' for a console that only this machine reaches");
        if (insecure && !listen.IsLoopback)
            top.Wrong("insecureHttp", "is only for a console that listens on a loopback address", "listen on 127.0.0.1, or give it 'tls:'");
        if (!listen.IsLoopback && !fields.ContainsKey("address"))
            top.Wrong("address", "is missing", "write where browsers find the console, such as https://console.np04.example");
    }
}
