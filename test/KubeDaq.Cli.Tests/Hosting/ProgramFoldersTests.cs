using KubeDaq.Cli.Hosting;

namespace KubeDaq.Cli.Tests.Hosting;

public sealed class ProgramFoldersTests
{
    [Theory]
    [InlineData("/src/artifacts/bin/KubeDaq.Cli/release/")]
    [InlineData("/src/artifacts/bin/KubeDaq.Cli/release")]
    public void In_a_checkout_the_samples_stand_beside_the_command(string own) => Assert.Equal(
        ["/src/artifacts/bin/KubeDaq.Cli/release", "/src/artifacts/bin/samples/release"], ProgramFolders.Candidates(own));

    [Fact]
    public void At_the_root_there_is_only_its_own_folder() => Assert.Single(ProgramFolders.Candidates("/app"));
}
