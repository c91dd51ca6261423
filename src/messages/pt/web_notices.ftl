# Avisos: na tela, por regras, a outros programas.
notices-title = Avisos
notices-open = { $count ->
   [0] Avisos, nenhum por ler
   [one] Avisos, um por ler
  *[other] Avisos, { $count } por ler
    }
notices-empty = Nenhum aviso
notices-empty-explained = Aqui chega o que acontece com os casos próprios.
notices-read-all = Marcar tudo como lido
notices-unread = Por ler
key-notices = Ver os avisos
account-on-screen = Avisar só na tela
account-on-screen-explained = O que chega na tela e por e-mail ao mesmo tempo, não chega por e-mail.

## Regras de avisos
model-part-notices = Avisos
model-part-digest = E-mails juntos
model-notices-lead = Quem fica sabendo do quê, por qual meio e com quais palavras. Onde nenhuma regra fala, a central avisa como sempre; para cada destinatário vale a primeira que se aplica.
model-notices-empty = Nenhuma regra
model-notices-empty-explained = A central avisa como sempre: quem pede por e-mail, e quem atende na tela e por e-mail.
model-notice-add = Adicionar regra
model-notice-nothing = não se avisa
model-notice-ways-help = Sem nenhum meio não se avisa. Quem pede é avisado por e-mail.
model-notice-texts-help = Sem palavras próprias valem as da central. Quem lê em outro idioma recebe o da central.
model-notice-gaps = Preenchem-se sozinhos: { $gaps }
model-notice-look = Ver como e-mail
model-notice-look-in = Ver como e-mail: { $language }
model-digest-lead = Quando alguém da central recebe muitos e-mails seguidos, os próximos são juntados em um só. A quem pede, nunca.
model-digest-on = Juntar os e-mails
model-digest-save = Salvar no rascunho
model-notice-on = O que acontece
model-field-to = A quem
model-field-ways = Por qual meio
model-field-webhooks = A outros programas
model-field-texts = Palavras
model-field-es = Espanhol
model-field-en = Inglês
model-field-pt = Português
model-field-subject = Assunto
model-field-text = Texto
model-digest-minutes = Em quantos minutos
model-field-after = E-mails que saem sozinhos

## Webhooks
admin-webhooks = Webhooks
admin-webhooks-lead = Outros programas que ficam sabendo do que acontece, com mensagens assinadas. As regras de avisos e os escalonamentos dizem o que lhes é contado.
admin-webhooks-empty = Nenhum programa recebe avisos
admin-webhooks-empty-explained = Adicionar um com seu endereço e um segredo compartilhado.
admin-webhook-add = Adicionar webhook
admin-webhook-url = Endereço
admin-webhook-url-help = Começa com https://
admin-webhook-secret = Segredo
admin-webhook-secret-help = Com ele se assina cada mensagem. Pelo menos 16 caracteres; não volta a ser mostrado.
admin-webhook-secret-keep = Em branco, continua o que existe. Não é mostrado.
admin-webhook-inside = Servidor dentro da rede que se permite
admin-webhook-inside-help = Só se estiver na rede própria: o nome do servidor, igual ao do endereço.
admin-webhook-certificates = Certificados próprios (PEM)
admin-webhook-active = Enviar mensagens
admin-webhook-locked = falta a chave de criptografia
admin-webhook-last = Último envio
admin-webhook-last-none = Ainda nenhum envio
admin-webhook-test = Testar
admin-webhook-test-this = Testar { $name }
admin-webhook-test-ok = Foi recebido.
admin-webhook-test-failed = Não foi recebido.
admin-webhook-deliveries = Envios
admin-webhook-again = Enviar de novo
