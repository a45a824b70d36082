namespace KubeDaq.Console.Sessions;

/// <summary>Reads off a request which browser it is, as far as its owner would know it again.</summary>
internal static class SeenBrowsers
{
    private const int MaxAgent = 120;

    public static SeenBrowser Of(HttpContext context)
    {
        var agent = new string([.. context.Request.Headers.UserAgent.ToString().Where(letter => letter is >= ' ' and <= '~').Take(MaxAgent)]);
        return new(agent.Length > 0 ? agent : "unknown", context.Connection.RemoteIpAddress?.ToString() ?? "unknown");
    }
}
