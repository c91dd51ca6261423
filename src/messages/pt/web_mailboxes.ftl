### E-mail que chega: caixas, o que ficou à parte, e cada e-mail em seu chamado.

mailboxes-title = Caixas de correio
mailboxes-lead = E-mails que viram chamados e respostas. Cada um é guardado como chegou antes de avisar algo ao seu servidor.
mailboxes-empty = A central não lê nenhuma caixa
mailboxes-empty-explained = Com uma caixa, os e-mails das pessoas viram chamados, e suas respostas voltam ao mesmo chamado.
mailboxes-add = Adicionar caixa
mailboxes-idle = Inativa
mailboxes-locked = Falta a chave da sua senha
mailboxes-read = Lida
mailboxes-not-read-yet = Ainda não foi lida desde que a central iniciou.
mailboxes-backlog = { $count ->
    [one] 1 e-mail espera
   *[other] { $count } e-mails esperam
}
mailboxes-too-long = { $count ->
    [one] Há 1 e-mail de mais de 64 MB, que a central não busca: veja-o no servidor.
   *[other] Há { $count } e-mails de mais de 64 MB, que a central não busca: veja-os no servidor.
}
mailboxes-trouble = Não pode ser lida:
mailboxes-name = Nome
mailboxes-address = Endereço de e-mail
mailboxes-address-help = Aquele para o qual as pessoas escrevem e para o qual vão as respostas.
mailboxes-sends-from = Responder de
mailboxes-sends-from-help = Endereço com que saem os e-mails dos seus chamados, se o servidor de saída o permitir. Vazio: o da configuração de e-mail.
mailboxes-host = Servidor IMAP
mailboxes-port = Porta
mailboxes-security = Proteção
mailboxes-security-tls = TLS (porta 993)
mailboxes-security-starttls = STARTTLS (porta 143)
mailboxes-security-none = Sem criptografia
mailboxes-username = Usuário
mailboxes-username-help = Vazio: o endereço de e-mail.
mailboxes-password = Senha
mailboxes-password-keep = Vazio: mantém a atual, que não é exibida.
mailboxes-way = Como é lida
mailboxes-by-password = Com usuário e senha
mailboxes-by-microsoft = Com uma conta do Microsoft 365
mailboxes-by-google = Com uma conta do Google
mailboxes-by-other = Com outro provedor (OAuth 2)
mailboxes-by-forwarded = Não é lida: os e-mails são encaminhados à central
mailboxes-forwarded-help = O servidor de e-mail os traz por SMTP ou LMTP ao endereço com que a central foi iniciada (opção --smtp-listen).
mailboxes-forwarded = os e-mails são encaminhados à central
mailboxes-tenant = Organização na Microsoft
mailboxes-tenant-help = Seu domínio ou seu id (tenant). Vazio: contas de qualquer organização.
mailboxes-client-id = Id do cliente
mailboxes-client-id-help = O que o provedor deu ao registrar a central como aplicativo.
mailboxes-client-secret = Segredo do cliente
mailboxes-client-secret-help = Um cliente público não tem.
mailboxes-client-secret-keep = Vazio: mantém o atual enquanto nada do aplicativo mudar. Não é mostrado.
mailboxes-return = Endereço de retorno
mailboxes-return-help = É registrado no provedor como URI de redirecionamento.
mailboxes-return-missing = A central não tem endereço público, e sem ele o provedor não pode devolver ninguém.
mailboxes-usual = Endereços e permissões do provedor
mailboxes-usual-help = Vazio: o padrão do provedor.
mailboxes-authorization-url = Endereço de autorização
mailboxes-token-url = Endereço dos tokens
mailboxes-scope = Permissões (scope)
mailboxes-inside-host = Servidor de tokens na rede interna
mailboxes-inside-host-help = Repetir o nome do servidor desse endereço se ele fica dentro da própria rede; senão, só se chamam endereços públicos.
mailboxes-sign-in-microsoft = Entrar na Microsoft
mailboxes-sign-in-google = Entrar no Google
mailboxes-sign-in-other = Entrar
mailboxes-sign-in-this = { $what } para { $name }
mailboxes-sign-in-later = Depois de salvar, entre com a conta da caixa.
mailboxes-sign-in-first = Ninguém entrou ainda
mailboxes-sign-in-again = É preciso entrar de novo
mailboxes-signed-in = Conta conectada
mailboxes-sign-in-done = Conta conectada: { $name } é lida a partir de agora
mailboxes-sign-in-refused = O provedor negou o acesso:
mailboxes-sign-in-over = Este login não vale mais: passaram-se mais de dez minutos, ou começou em outra sessão. É preciso começar de novo.
mailboxes-folder = Pasta que é lida
mailboxes-move-to = Pasta para o que já foi recebido
mailboxes-move-to-help = Vazio: os e-mails ficam onde estão, marcados como lidos; entram os não lidos e, desde que a central olha, também os que alguém ler antes. Com uma pasta entram todos os que houver, e vão para ela.
mailboxes-group = Grupo solucionador
mailboxes-group-none = Primeiro nível
mailboxes-group-help = Recebe os chamados quando nenhuma regra do modelo diz outro.
mailboxes-category = Categoria
mailboxes-category-none = Sem categoria
mailboxes-language = Idioma de quem escreve pela primeira vez
mailboxes-language-desk = O da central
mailboxes-certificates = Certificados (PEM)
mailboxes-active = Ler esta caixa
mailboxes-active-forwarded = Receber os e-mails deste endereço
mailboxes-test = Testar
mailboxes-test-this = Testar { $name }
mailboxes-test-ok = Abre. { $mails ->
    [one] Há 1 e-mail na pasta
   *[other] Há { $mails } e-mails na pasta
}; { $waiting ->
    [0] nenhum espera.
    [one] 1 espera.
   *[other] { $waiting } esperam.
}
mailboxes-test-failed = Não abre:
mailboxes-tells = O servidor avisa na hora quando algo chega.
mailboxes-polls = O servidor não avisa; a central verifica a cada meio minuto.

mails-aside-title = E-mails à parte
mails-aside-lead = O que chegou e não abriu nem continuou nenhum chamado. Nada se perde: veja por quê, e receba mesmo assim.
mails-aside-empty = Não há e-mails à parte
mails-aside-empty-explained = Aqui ficam respostas automáticas, envios em massa, repetidos, possível spam e o que chega em excesso.
mails-aside-no-subject = Sem assunto
mails-aside-take-in = Receber mesmo assim
mails-aside-take-in-this = Receber mesmo assim: { $subject }
mails-aside-taken = Recebido no chamado { $number }
mails-aside-why = Motivo
mails-aside-all = Todos
mails-aside-take-in-chosen = { $count ->
    [one] Receber o marcado
   *[other] Receber os { $count } marcados
}
mails-aside-taking = { $done } de { $all }
mails-aside-taken-several = Recebidos em { $count } chamados
mails-aside-choose = Marcar: { $subject }
mails-aside-look = Ver o texto
mails-aside-named = { $what }: { $subject }
mails-aside-look-no-more = Ocultar
mails-aside-no-text = Não tem texto.
mails-aside-files = { $count ->
    [one] Traz 1 arquivo:
   *[other] Traz { $count } arquivos:
}

letter-quoted = Texto citado e assinatura
letter-face = Ver como chegou
letter-face-hide = Ver só o texto
letter-face-title = E-mail de { $name }, como chegou
letter-pictures = Carregar imagens externas
letter-pictures-help = Quem as enviou pode saber que foi lido.
letter-raw = E-mail original
letter-left-out = { $count ->
    [one] 1 arquivo a mais está só no e-mail original.
   *[other] { $count } arquivos a mais estão só no e-mail original.
}
letter-shortened = É muito longo: aqui está o começo, e todo o resto no e-mail original.
letter-sealed = Este e-mail está criptografado, ou o texto está dentro da assinatura, e aqui não pode ser lido. Baixe o e-mail original para abri-lo com o programa de quem tem a chave.
letter-meeting = { $kind }: { $what }
letter-failed = O remetente deste e-mail pode ser falso: não passou na verificação do servidor que o recebeu ({ $checks }).
letter-waits = Escrito por alguém alheio ao chamado. O solicitante não vê.
letter-let-in = Deixar entrar no chamado
letter-was-let-in = É uma mensagem do chamado
letter-after = Responde ao chamado { $number }, que já não pode ser reaberto.
letter-server = Servidor de e-mail
letter-server-words = O que o servidor disse
letter-bounced = Um e-mail da central não chegou a { $address }.
person-undelivered = Os e-mails para este endereço não chegam. O último voltou
