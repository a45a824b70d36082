using KubeDaq.Cli;
using KubeDaq.Cli.Terminals;

return await KubeDaqCommand.RunAsync(args, Terminal.OfProcess(), TimeProvider.System);
