using System.Net;
using System.Net.Http.Headers;

namespace KubeDaq.Cluster.Clients;

/// <summary>One request to the API server.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query without a leading slash.</param>
public sealed record ApiRequest(HttpMethod Method, string Path)
{
    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    /// <summary>The JSON body, if one.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The body's media type; patches have their own.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>How long the response's headers may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The kind that is asked for, so that a refusal can be explained.</summary>
    public ResourceKind? Kind { get; init; }

    /// <summary>The verb and the object, for messages: <c>create pods np04/readout-0</c>.</summary>
    public string Purpose { get; init; } = "";

    internal HttpRequestMessage ToMessage(Uri server)
    {
        var message = new HttpRequestMessage(Method, new Uri(server, Path)) { Version = HttpVersion.Version20 };
        message.Headers.Accept.Add(Json);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        }

        return message;
    }
}
