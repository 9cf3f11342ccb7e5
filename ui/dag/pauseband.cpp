// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/pauseband.h"

#include "models/core/format.h"
#include "ui/common/glyphlabel.h"
#include "ui/shell/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

PauseBand::PauseBand(const core::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_glyph(new GlyphLabel(this))
    , m_words(new ElidedLabel(this))
    , m_unpause(new QPushButton(ui::icon(u"play"_s), tr("Let it go on…"), this))
{
    setObjectName(u"nightPaused"_s);
    m_glyph->setWord(u"held"_s);
    m_words->setObjectName(u"nightPausedWords"_s);
    m_unpause->setObjectName(u"nightUnpause"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 12, 5);
    layout->addWidget(m_glyph);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_unpause);
    connect(m_unpause, &QPushButton::clicked, this, &PauseBand::unpauseRequested);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        m_unpause->setIcon(ui::icon(u"play"_s));
        update();
    });
    hide();
}

void PauseBand::setPaused(bool paused, const QString &dag, const std::optional<verbs::PauseNote> &note)
{
    m_words->setText(pauseWords(dag, note, m_clock.now()));
    setVisible(paused);
}

QString pauseWords(const QString &dag, const std::optional<verbs::PauseNote> &note, core::TimePoint now)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("ui::PauseBand", text); };
    const QString then = tr("No further node begins and no new run is made.");
    if (!note)
        return tr("%1 is paused, by nobody of this machine. %2").arg(dag, then);
    QString words = tr("%1 is paused by %2 since %3").arg(dag, note->who, core::formatClock(note->since, now));
    if (core::isKnown(note->until))
        words = note->until > now ? tr("%1, until %2").arg(words, core::formatClock(note->until, now))
                                  : tr("%1; its time was over at %2").arg(words, core::formatClock(note->until, now));
    if (!note->why.isEmpty())
        words = tr("%1: %2").arg(words, note->why);
    if (core::isKnown(note->until) && !note->isWatched)
        return tr("%1. No console waits for its end: resume it on the page Actions, or let it go on here.").arg(words);
    return tr("%1. %2").arg(words, then);
}

void PauseBand::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.warnTint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.warnMark);
}

} // namespace ui
