// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/progressblocks.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

using actions::StepState;

constexpr int mostBlocks = 40;

/// How much of a block is filled, and with what.
struct Look
{
    double share = 0;
    QColor Tokens::*colour = &Tokens::runMark;
};

Look lookOf(StepState state)
{
    switch (state) {
    case StepState::Waiting:
    case StepState::Left:
        return { 0, &Tokens::idleMark };
    case StepState::Sent:
        return { 0.25, &Tokens::runMark };
    case StepState::Answered:
        return { 0.5, &Tokens::runMark };
    case StepState::Reached:
        return { 1, &Tokens::okMark };
    case StepState::Late:
        return { 0.5, &Tokens::warnMark };
    case StepState::Refused:
    case StepState::Failed:
        return { 1, &Tokens::failMark };
    }
    Q_UNREACHABLE();
}

} // namespace

ProgressBlocks::ProgressBlocks(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ProgressBlocks::setSteps(const QList<actions::StepRecord> &steps)
{
    QList<StepState> states;
    states.reserve(steps.size());
    for (const actions::StepRecord &step : steps)
        states.append(step.state);
    if (states == m_states)
        return;
    m_states = std::move(states);
    const auto reached = std::ranges::count(m_states, StepState::Reached);
    setAccessibleName(tr("%1 of %2 steps reached").arg(reached).arg(m_states.size()));
    update();
}

QSize ProgressBlocks::sizeHint() const
{
    return { Theme::instance()->px(200), Theme::instance()->px(18) };
}

void ProgressBlocks::paintEvent(QPaintEvent *)
{
    if (m_states.isEmpty())
        return;
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    const auto count = static_cast<double>(m_states.size());
    const double gap = m_states.size() > mostBlocks ? 0 : theme->px(2);
    const double width = (this->width() - gap * (count - 1)) / count;
    for (qsizetype i = 0; i < m_states.size(); ++i) {
        const Look look = lookOf(m_states[i]);
        const QRectF block(static_cast<double>(i) * (width + gap), 0, width, height());
        painter.fillRect(block, tokens.base);
        painter.fillRect(QRectF(block.topLeft(), QSizeF(block.width() * look.share, block.height())),
                         tokens.*look.colour);
        if (gap > 0) {
            painter.setPen(look.share > 0 ? tokens.*look.colour : tokens.line);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(block.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }
    if (gap == 0) {
        painter.setPen(tokens.line);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace ui
