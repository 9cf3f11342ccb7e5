// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layerchips.h"

#include "models/core/format.h"
#include "ui/shell/layerchip.h"
#include "ui/shell/layertext.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

LayerChips::LayerChips(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_summary(new QLabel(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->addWidget(m_summary);
    m_summary->hide();
    m_summary->setForegroundRole(QPalette::PlaceholderText);
}

void LayerChips::setLayers(const QList<stack::Layer> &layers, core::TimePoint now)
{
    m_layers = layers;
    while (m_chips.size() > layers.size())
        delete m_chips.takeLast();
    while (m_chips.size() < layers.size()) {
        auto *chip = new LayerChip(this);
        connect(chip, &LayerChip::clicked, this, [this, chip] { emit clicked(chip); });
        m_row->insertWidget(static_cast<int>(m_chips.size()), chip, 0, Qt::AlignVCenter);
        m_chips.append(chip);
    }
    for (qsizetype i = 0; i < layers.size(); ++i) {
        m_chips[i]->setObjectName(u"layerChip-"_s + layers[i].name);
        // One layer has room for its words on the narrowest window.
        m_chips[i]->setCompact(m_compact && layers.size() > 1);
        m_chips[i]->setLayer(layers[i], now);
    }
    relabel(now);
}

void LayerChips::setCompact(bool compact)
{
    m_compact = compact;
    m_row->setSpacing(Theme::instance()->px(compact ? 1 : 5));
    update();
}

void LayerChips::paintEvent(QPaintEvent *)
{
    if (m_compact)
        return;
    QPainter painter(this);
    painter.setPen(Theme::instance()->tokens().line);
    for (qsizetype i = 1; i < m_chips.size(); ++i) {
        const QRect chip = m_chips[i]->geometry();
        const int x = chip.x() - (m_row->spacing() + 1) / 2;
        painter.drawLine(x, chip.y() + 1, x, chip.bottom() - 1);
    }
}

void LayerChips::relabel(core::TimePoint now)
{
    m_summary->setVisible(m_compact && m_layers.size() > 1);
    if (m_summary->isHidden())
        return;
    const auto worst
        = std::ranges::max_element(m_layers, {}, [](const stack::Layer &layer) { return badness(layer.state); });
    if (badness(worst->state) > 0) {
        m_summary->setText(u' ' + worst->name + u' ' + chipWords(*worst, now));
        return;
    }
    const auto oldest
        = std::ranges::min_element(m_layers, {}, [](const stack::Layer &layer) { return layer.freshness.fetchedAt; });
    m_summary->setText(u' '
                       + tr("%n layers, oldest %1", nullptr, static_cast<int>(m_layers.size()))
                             .arg(core::formatAge(oldest->freshness.fetchedAt, now)));
}

} // namespace ui
