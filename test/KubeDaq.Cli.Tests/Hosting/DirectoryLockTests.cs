using KubeDaq.Cli.Hosting;

namespace KubeDaq.Cli.Tests.Hosting;

public sealed class DirectoryLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-cli-");

    [Fact]
    public void A_second_sandbox_is_kept_out_while_the_first_runs()
    {
        using (DirectoryLock.Take(_folder.FullName))
            Assert.Contains("another sandbox runs in", Assert.Throws<CommandFailure>(() => DirectoryLock.Take(_folder.FullName)).Message);
        DirectoryLock.Take(_folder.FullName).Dispose();
    }

    [Fact]
    public void The_directory_is_made_where_there_is_none()
    {
        var inner = Path.Combine(_folder.FullName, "a", "b");
        DirectoryLock.Take(inner).Dispose();
        Assert.True(Directory.Exists(inner));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
