using KubeDaq.Cli.Hosting;

namespace KubeDaq.Cli.Tests.Hosting;

public sealed class ProgramFoldersTests
{
    [Theory]
    [InlineData("/src/artifacts/bin/KubeDaq.Cli/release/")]
    [InlineData("/src/artifacts/bin/KubeDaq.Cli/release")]
    public void In_a_checkout_the_samples_stand_beside_the_command(string own) =>
        Assert.Equal(["/src/artifacts/bin/samples/release"], ProgramFolders.Candidates(own));

    [Fact]
    public void Elsewhere_there_may_be_none() => Assert.Empty(ProgramFolders.Candidates("/app"));
}
