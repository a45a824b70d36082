using System.Net;
using KubeDaq.NodeAgent.Program;

namespace KubeDaq.NodeAgent.Tests.Program;

public sealed class AgentCommandTests
{
    [Theory]
    [InlineData("127.0.0.1:8091")]
    [InlineData("[::]:8091")]
    [InlineData("127.0.0.1:0")]
    public async Task Pages_are_served_at_an_address_and_a_port(string text)
    {
        AgentOptions? options = null;
        var command = new AgentCommand((read, _) =>
        {
            options = read;
            return Task.FromResult(0);
        });
        Assert.Equal(0, await command.Parse(["--metrics", text]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(IPEndPoint.Parse(text), options?.MetricsEndpoint);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("localhost:8091")]
    [InlineData(":8091")]
    [InlineData("127.0.0.1:70000")]
    public void Anything_else_is_refused_with_what_to_write(string text)
    {
        var errors = new AgentCommand((_, _) => Task.FromResult(0)).Parse(["--metrics", text]).Errors;
        Assert.Equal([$"--metrics: '{text}' is not an IP address and a port; write them as in 0.0.0.0:8081 or [::]:8081"], errors.Select(error => error.Message));
    }
}
