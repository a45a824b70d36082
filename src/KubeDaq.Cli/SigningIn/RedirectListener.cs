using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KubeDaq.Cli.SigningIn;

/// <summary>The loopback address to which the browser comes back with the code.</summary>
internal sealed class RedirectListener : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _state;
    private readonly TaskCompletionSource<string> _code = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RedirectListener(WebApplication application, string state) => (_application, _state) = (application, state);

    public string Url { get; private set; } = "";

    /// <summary>Opens any free port; only an answer with this state counts.</summary>
    public static async Task<RedirectListener> StartAsync(string state, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var listener = new RedirectListener(builder.Build(), state);
        listener._application.Run(listener.AnswerAsync);
        await listener._application.StartAsync(stop);
        listener.Url = listener._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/callback";
        return listener;
    }

    /// <summary>The code, once the browser has come.</summary>
    public Task<string> CodeAsync(CancellationToken stop) => _code.Task.WaitAsync(stop);

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(deadline.Token);
        await _application.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.Path != "/callback" || query["state"] != _state)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync("This is not the answer that 'kubedaq login' waits for.");
        }
        if (query["code"].ToString() is { Length: > 0 } code)
        {
            _code.TrySetResult(code);
            return context.Response.WriteAsync("You are signed in. You may close this page and go back to the terminal.");
        }
        var why = query["error_description"].ToString() is { Length: > 0 } description ? description : query["error"].ToString();
        _code.TrySetException(new CommandFailure(ExitCode.Error, $"the sign-in was refused: {(why.Length > 0 ? why : "no reason was given")}"));
        return context.Response.WriteAsync("The sign-in was refused; the terminal says why.");
    }
}
