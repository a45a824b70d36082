namespace KubeDaq.Console.Tests;

public sealed class ConsoleCommandTests
{
    [Theory]
    [InlineData]
    [InlineData("--config", "a.yaml", "--sandbox", "b")]
    [InlineData("--confg", "a.yaml")]
    [InlineData("--config")]
    public async Task A_wrong_command_line_ends_with_64(params string[] arguments) => Assert.Equal(64, await ConsoleCommand.RunAsync(arguments, TimeProvider.System));

    [Theory]
    [InlineData("--config", "/nowhere/console.yaml")]
    [InlineData("--sandbox", "/nowhere")]
    public async Task A_configuration_that_cannot_be_used_ends_with_1(params string[] arguments) => Assert.Equal(1, await ConsoleCommand.RunAsync(arguments, TimeProvider.System));

    [Fact]
    public async Task Help_ends_well() => Assert.Equal(0, await ConsoleCommand.RunAsync(["--help"], TimeProvider.System));
}
