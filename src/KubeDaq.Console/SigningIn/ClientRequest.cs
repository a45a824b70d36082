using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace KubeDaq.Console.SigningIn;

/// <summary>What the console asks of an issuer in its own name, with its secret.</summary>
internal static class ClientRequest
{
    /// <summary>Sends a form.</summary>
    public static async Task<HttpResponseMessage> PostAsync(OpenIdConnectOptions options, string url, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent([.. fields, new("client_id", options.ClientId!), new("client_secret", options.ClientSecret!)]),
        };
        return await options.Backchannel.SendAsync(request, stop);
    }
}
