//===- Process.cpp - Running other programs -------------------------------===//
#include "codegen/driver/Process.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ogo;
using llvm::StringRef;

int ogo::anonymousFile() {
  char Name[] = "/tmp/ogo-job-XXXXXX";
  int FD = mkostemp(Name, O_CLOEXEC);
  if (FD >= 0)
    unlink(Name);
  return FD;
}

std::string ogo::readAll(int FD) {
  std::string Text;
  char Buffer[4096];
  lseek(FD, 0, SEEK_SET);
  for (ssize_t N; (N = read(FD, Buffer, sizeof(Buffer))) > 0;)
    Text.append(Buffer, N);
  return Text;
}

std::string ogo::formatDuration(double Seconds) {
  auto Whole = static_cast<unsigned long>(Seconds);
  double Rest = Seconds - static_cast<double>(Whole / 60 * 60);
  std::string Text;
  if (Whole >= 3600)
    Text += std::to_string(Whole / 3600) + "h";
  if (Whole >= 60)
    Text += std::to_string(Whole / 60 % 60) + "m";
  std::string Last = llvm::formatv("{0:F9}", Rest).str();
  StringRef Trimmed = StringRef(Last).rtrim('0').rtrim('.');
  return Text + (Trimmed.empty() ? "0" : Trimmed.str()) + "s";
}

static std::vector<char *> pointers(const std::vector<std::string> &Args) {
  std::vector<char *> Pointers;
  for (const std::string &A : Args)
    Pointers.push_back(const_cast<char *>(A.c_str()));
  Pointers.push_back(nullptr);
  return Pointers;
}

/// What a child does between fork and exec; it does not return.
[[noreturn]] static void becomeProgram(const ProcessSpec &Spec, int Output,
                                       int Problem) {
  int Out = Output >= 0 ? Output : STDOUT_FILENO;
  dup2(Out, STDOUT_FILENO);
  dup2(Out, STDERR_FILENO);
  for (const std::string &E : Spec.Env)
    putenv(const_cast<char *>(E.c_str()));
  bool Moved = Spec.Dir.empty() || chdir(Spec.Dir.c_str()) == 0;
  if (Moved && !Spec.Dir.empty())
    setenv("PWD", Spec.Dir.c_str(), 1);
  if (Moved)
    execvp(Spec.Args[0].c_str(), pointers(Spec.Args).data());
  int Error = errno;
  [[maybe_unused]] ssize_t N = write(Problem, &Error, sizeof(Error));
  _exit(127);
}

ProcessEnd ogo::runProcess(const ProcessSpec &Spec) {
  using Clock = std::chrono::steady_clock;
  ProcessEnd End;
  int Output[2] = {-1, -1}, Problem[2];
  if ((Spec.Output && pipe2(Output, O_CLOEXEC) != 0) ||
      pipe2(Problem, O_CLOEXEC) != 0) {
    End.Error = std::strerror(errno);
    return End;
  }
  llvm::outs().flush();
  llvm::errs().flush();
  Clock::time_point Start = Clock::now();
  auto seconds = [&] {
    return std::chrono::duration<double>(Clock::now() - Start).count();
  };
  pid_t Child = fork();
  if (Child == 0)
    becomeProgram(Spec, Output[1], Problem[1]);
  close(Problem[1]);
  if (Output[1] >= 0)
    close(Output[1]);
  int Error = Child < 0 ? errno : 0;
  if (Child < 0 || read(Problem[0], &Error, sizeof(Error)) == sizeof(Error)) {
    End.Error = ("fork/exec " + Spec.Args[0] + ": ") + std::strerror(Error);
    End.Error[End.Error.rfind(':') + 2] =
        llvm::toLower(End.Error[End.Error.rfind(':') + 2]);
  }
  close(Problem[0]);
  bool Ended = Child < 0, Open = Output[0] >= 0;
  double EndedAt = 0;
  while (!Ended || Open) {
    char Buffer[16384];
    pollfd Wait = {Output[0], POLLIN, 0};
    poll(&Wait, Open, Ended ? 10 : Open ? 50 : 5);
    if (Open && Wait.revents) {
      ssize_t N = read(Output[0], Buffer, sizeof(Buffer));
      if (N > 0)
        Spec.Output(StringRef(Buffer, N));
      else if (N == 0 || errno != EINTR)
        Open = false;
    }
    if (!Ended && waitpid(Child, &End.Status, WNOHANG) == Child) {
      Ended = true;
      EndedAt = seconds();
    }
    if (Ended && Open && seconds() > EndedAt + Spec.WaitForOutput) {
      End.OutputCut = true;
      break;
    }
    if (!Ended && Spec.KillAfter > 0 && seconds() > Spec.KillAfter) {
      // First for its stacks, then for good.
      kill(Child,
           seconds() > Spec.KillAfter + Spec.WaitForOutput ? SIGKILL : SIGQUIT);
      End.Killed = true;
    }
  }
  if (Output[0] >= 0)
    close(Output[0]);
  End.Seconds = EndedAt;
  return End;
}

std::unique_ptr<Pipe> Pipe::start(const std::vector<std::string> &Args) {
  int Data[2], Status[2];
  if (pipe2(Data, O_CLOEXEC) != 0)
    return nullptr;
  if (pipe2(Status, O_CLOEXEC) != 0) {
    close(Data[0]);
    close(Data[1]);
    return nullptr;
  }
  pid_t Child = fork();
  if (Child == 0) {
    // One may have the other's number: copies out of the way come first.
    int From = fcntl(Data[0], F_DUPFD_CLOEXEC, 10);
    int Then = fcntl(Status[0], F_DUPFD_CLOEXEC, 10);
    dup2(From, DataFD);
    dup2(Then, StatusFD);
    execv(Args[0].c_str(), pointers(Args).data());
    _exit(127);
  }
  close(Data[0]);
  close(Status[0]);
  if (Child < 0) {
    close(Data[1]);
    close(Status[1]);
    return nullptr;
  }
  return std::unique_ptr<Pipe>(new Pipe(Data[1], Status[1], Child));
}

void Pipe::finish(int HowItEnded) {
  if (Data < 0)
    return;
  std::string Line = std::to_string(HowItEnded) + "\n";
  // Who does not want to know has gone already.
  (void)!write(Status, Line.data(), Line.size());
  close(Status);
  close(Data);
  Data = -1;
  int Ended;
  while (waitpid(Process, &Ended, 0) < 0 && errno == EINTR)
    ;
}
