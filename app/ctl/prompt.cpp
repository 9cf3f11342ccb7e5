// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/prompt.h"

#include <cstdio>
#include <memory>
#include <termios.h>
#include <unistd.h>

namespace ctl {

namespace {

struct Close
{
    void operator()(std::FILE *file) const { std::fclose(file); }
};
using Terminal = std::unique_ptr<std::FILE, Close>;

/// Echo off for as long as it lives, whatever happens in between.
class Hidden
{
public:
    explicit Hidden(int fd)
        : m_fd(fd)
        , m_known(tcgetattr(fd, &m_before) == 0)
    {
        if (!m_known)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(fd, TCSAFLUSH, &quiet);
    }
    ~Hidden()
    {
        if (m_known)
            tcsetattr(m_fd, TCSAFLUSH, &m_before);
    }
    Hidden(const Hidden &) = delete;
    Hidden &operator=(const Hidden &) = delete;

private:
    int m_fd;
    termios m_before{};
    bool m_known;
};

} // namespace

bool canAsk()
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

std::optional<QString> ask(const QString &question, bool hidden)
{
    const Terminal terminal(std::fopen("/dev/tty", "r+"));
    if (!terminal)
        return std::nullopt;
    std::fputs(qPrintable(question), terminal.get());
    std::fflush(terminal.get());
    QByteArray line;
    {
        std::unique_ptr<Hidden> quiet = hidden ? std::make_unique<Hidden>(fileno(terminal.get())) : nullptr;
        int c = 0;
        while ((c = std::fgetc(terminal.get())) != EOF && c != '\n')
            line += static_cast<char>(c);
        if (c == EOF && line.isEmpty())
            return std::nullopt;
    }
    if (hidden)
        std::fputc('\n', terminal.get());
    return QString::fromLocal8Bit(line);
}

} // namespace ctl
